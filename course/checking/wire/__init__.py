"""Ask a candidate in another process: values as frames on a socket."""
