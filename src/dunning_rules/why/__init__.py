"""Why a rule fired, down to the records; why another did not, and the smallest change of facts by which it would."""
