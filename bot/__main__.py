"""`attache`, which is also `python -m bot`."""

import signal


def main() -> None:
    """Load the command line and run it; Ctrl-C ends it without a word, also while it loads."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from bot import cli

    signal.signal(signal.SIGINT, signal.default_int_handler)
    cli.main()


if __name__ == "__main__":
    main()
