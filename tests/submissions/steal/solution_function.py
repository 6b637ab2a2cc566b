# attack: claims an attempt in the attempts file and asks for the solution
# expected: describe 0 of 3, first_axis 1 of 1
# says: cannot|could not|no solution|not part|No module|not find|NameError|None
from course.checking.showing.solutions import find_solution

text = find_solution("welcome/describe")
exec("def describe(image):\n" + text)
