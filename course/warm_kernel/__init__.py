"""Kernels that start at once: forks of a process that has imported TensorFlow and the rest before.

`server` is that process, `client` talks to it, `provisioner` makes it one of Jupyter's ways to start a kernel.
"""
