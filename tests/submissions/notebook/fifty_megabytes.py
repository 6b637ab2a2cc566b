# attack: a notebook of 50 MB, stored outputs for the most part
# expected: describe 0 of 3, first_axis 0 of 1
# says: unreadable
# remark: MB
def make(folder, notebook):
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}
    named_cells(notebook)["grey"].outputs = [output]
    write(folder, notebook)
