"""Run a learner's object in this process, with limits and without being fooled."""
