# attack: fills the memory with a list
# expected: describe 0 of 3, first_axis 1 of 1
# says: memory limit
kept = []
while True:
    try:
        kept.append(bytearray(b"x" * (1 << 24)))
    except MemoryError:
        pass
