"""Start the examiner; its seed comes over stdin, where no other process can see it."""

from autograder.examiner.process import main

if __name__ == "__main__":
    main()
