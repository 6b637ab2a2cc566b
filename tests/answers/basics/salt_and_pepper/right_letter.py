salt_and_pepper = "b"
