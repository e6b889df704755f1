"""An example of a service around `dunning_rules`: cases in over HTTP, reports out, in the library's own bytes."""

from dunning_service.app import make_app
from dunning_service.limits import Limits

__all__ = ["Limits", "make_app"]
