"""Learners' code runs here: shut away from the network, the system, the class and its own past.

`bubblewrap` builds the outer walls once per machine, around a fork server; `inside` builds the inner ones in
every process that the server forks, one per submitted notebook; `kernel` makes both look like a Jupyter kernel.
"""
