# attack: prints 100 MB at once
# expected: describe 0 of 3, first_axis 1 of 1
# says: output limit
print("x" * 100_000_000)
while True:
    pass
