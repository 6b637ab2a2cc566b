# attack: bytes that are no UTF-8, in the middle of an answer
# expected: describe 0 of 3, first_axis 0 of 1
# says: unreadable
# remark: UTF-8
def make(folder, notebook):
    write(folder, notebook)
    path = folder / "1_welcome.ipynb"
    path.write_bytes(path.read_bytes().replace(b"image.shape[0]", b"image.\xff\xfe\x80[0]"))
