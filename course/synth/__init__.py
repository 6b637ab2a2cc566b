"""Pictures and sizes drawn at random: what exercises, lessons and tests are tried on."""
