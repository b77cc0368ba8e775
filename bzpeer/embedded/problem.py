"""What went wrong and how to mend it, in one line for the person at the keyboard."""


class Problem(Exception):  # noqa: N818 - read as a word: raise Problem("...")
    """Something the person who started the program can mend; its text is the line shown."""
