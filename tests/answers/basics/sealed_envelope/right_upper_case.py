sealed_envelope = " B. "
