# attack: a notebook of 50 MB, stored outputs for the most part
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    output = {"output_type": "stream", "name": "stdout", "text": "x" * 50_000_000}
    named_cells(notebook)["grey"].outputs = [output]
    write(folder, notebook)
