"""The learner's own copies of the modules, and the JupyterLab that opens them."""
