"""`python -m tutor` does what `tutor` does."""

from tutor.cli import main

main()
