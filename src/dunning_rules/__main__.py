"""`python -m dunning_rules` is the command line."""

from dunning_rules.cli import main

if __name__ == "__main__":
    main()
