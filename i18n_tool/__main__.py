"""Run the command line with ``python -m i18n_tool``."""

from i18n_tool.cli import main

if __name__ == "__main__":
    main()
