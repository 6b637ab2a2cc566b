sealed_envelope = "b"
