# attack: asks for a kernel that is a program of its own choice
# expected: describe 3 of 3, first_axis 1 of 1
def make(folder, notebook):
    command = ["/bin/sh", "-c", "touch /tmp/workbook-escape-kernel"]
    notebook.metadata.kernelspec = {"name": "../../evil", "display_name": "R", "language": "R", "argv": command}
    notebook.metadata.language_info = {"name": "R", "codemirror_mode": {"name": "evil"}}
    write(folder, notebook)
