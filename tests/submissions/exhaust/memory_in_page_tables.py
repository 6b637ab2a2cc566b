# attack: reads one byte in every two megabytes of terabytes of nothing, which fills tables of the system
# expected: describe 0 of 3, first_axis 1 of 1
# says: memory limit
import mmap

TERABYTE = 1 << 40
areas = []
while True:
    area = mmap.mmap(-1, TERABYTE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=mmap.PROT_READ)
    areas.append(area)
    for place in range(0, TERABYTE, 2 << 20):
        area[place]
