# attack: a time of handing in that is no time
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    write(folder, notebook)
    (folder / "timestamp.txt").write_bytes(b"\xff\xfe tomorrow; DROP TABLE grade; 0000-00-00 99:99" * 1000)
