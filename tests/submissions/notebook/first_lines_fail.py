# attack: none: written elsewhere, with packages and drives that are not here
# expected: describe 3 of 3, first_axis 1 of 1
# remark: `import package_of_another_machine` failed
# cell: before first_axis
import package_of_another_machine

package_of_another_machine.mount("/drive")
needed = 3
# cell: describe
assert needed == 3
exec(RIGHT_ANSWER)
