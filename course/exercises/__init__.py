"""Every exercise's definition, a package or file per topic, each with `EXERCISES` in notebook order."""
