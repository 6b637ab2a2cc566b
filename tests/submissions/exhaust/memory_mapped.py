# attack: shares anonymous memory with itself and fills it
# expected: describe 0 of 3, first_axis 1 of 1
# says: memory limit|kernel died|Error
import mmap

kept = []
while True:
    kept.append(mmap.mmap(-1, 1 << 26))
    kept[-1].write(b"x" * (1 << 26))
