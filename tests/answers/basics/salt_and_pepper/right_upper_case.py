salt_and_pepper = " B)"
