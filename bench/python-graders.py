"""Makes what nbgrader and otter-grader grade: the Python lecture with its two exercises answered, and a test of each.

    python python-graders.py prepare LECTURE.ipynb FOLDER STUDENTS   a course of nbgrader, an autograder of otter-grader
    python python-graders.py scores FOLDER                           what nbgrader gave, one JSON line

Written: FOLDER/course (nbgrader's), FOLDER/autograder.zip and FOLDER/lecture.ipynb (otter-grader's).
"""
import copy
import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat

TESTS = {
    "exercise-1": """
def expected_kl(model):
    total, count = 0.0, 0
    for layer in model:
        if hasattr(layer, "weight_mu"):
            for mu, log_sigma in ((layer.weight_mu, layer.weight_log_sigma), (layer.bias_mu, layer.bias_log_sigma)):
                ratio = torch.exp(log_sigma.double()) / 0.1
                total += ((ratio**2 + (mu.double() / 0.1) ** 2 - 1) / 2 - torch.log(ratio)).sum().item()
                count += mu.numel()
    return total / count

for sizes in ((3, 2), (4, 6, 3), (1, 5, 4, 3, 2)):
    layers = []
    for inputs, units in zip(sizes, sizes[1:]):
        layers += [BayesLinear(0, 0.1, inputs, units), torch.nn.ReLU()]
    model = torch.nn.Sequential(*layers[:-1])
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.3 * torch.randn_like(parameter))
    assert abs(kl_loss(model).item() - expected_kl(model)) <= 1e-4 * expected_kl(model)
""",
    "exercise-2": """
import numpy
for members, sizes in ((3, (2, 5, 1)), (4, (4, 3, 2))):
    shapes = [shape for inputs, units in zip(sizes, sizes[1:]) for shape in ((units, inputs), (units,))]
    some = [[torch.randn(shape) for shape in shapes] for _ in range(members)]
    means = average_weights(some)
    assert len(means) == len(shapes)
    for k, mean in enumerate(means):
        assert numpy.allclose(mean.numpy(), sum(member[k].numpy().astype("float64") for member in some) / members, atol=1e-5)
""",
}


def nbgrader_metadata(grade_id, **kind):
    plain = {"grade": False, "solution": False, "locked": False, "task": False, "cell_type": "code"}
    return {"nbgrader": {**plain, "schema_version": 3, "grade_id": grade_id, **kind}}


def source_notebook(lecture):
    """The instructor's notebook of nbgrader: solutions between marks, a test cell of 5 points after each."""
    source = copy.deepcopy(lecture)
    source.cells = []
    for cell in copy.deepcopy(lecture.cells):
        source.cells.append(cell)
        for exercise in set(TESTS) & set(cell.metadata.get("tags", [])):
            head, body = cell.source.split("\n", 1)
            cell.source = f"{head}\n    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"
            cell.metadata.update(nbgrader_metadata(exercise, solution=True))
            test = nbformat.v4.new_code_cell(TESTS[exercise].strip(), id=f"{exercise}-test")
            test.metadata.update(nbgrader_metadata(f"{exercise}-test", grade=True, locked=True, points=5))
            source.cells.append(test)
    return source


def prepare(lecture_file, folder, students):
    lecture = nbformat.read(lecture_file, as_version=4)
    course = folder / "course"
    source = source_notebook(lecture)
    homes = [course / "source/lecture", *(course / f"submitted/student-{i}/lecture" for i in range(int(students)))]
    for home in homes:
        home.mkdir(parents=True)
        nbformat.write(source, home / "lecture.ipynb")
    (course / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'bench'\n")
    run("nbgrader", "generate_assignment", "lecture", cwd=course)

    nbformat.write(lecture, folder / "lecture.ipynb")
    (folder / "tests").mkdir()
    for exercise, code in TESTS.items():
        body = "\n".join(f"    {line}" for line in code.strip().split("\n"))
        name = exercise.replace("-", "_")
        (folder / "tests" / f"{name}.py").write_text(
            "from otter.test_files import test_case\n\nOK_FORMAT = False\n"
            f'name = "{name}"\npoints = 5\n\n@test_case(points=5)\n'
            f"def test_{name}(torch, {'BayesLinear, kl_loss' if exercise == 'exercise-1' else 'average_weights'}):\n{body}\n"
        )
    run("otter", "generate", "-t", "tests", "-o", "autograder.zip", "--no-environment", cwd=folder)


def run(*command, cwd):
    """Runs a program of this environment; nbgrader looks for others of it on the PATH."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, env={**os.environ, "PATH": path})
    if done.returncode != 0:
        words = [line for line in (done.stderr + done.stdout).splitlines() if "Error" in line]
        sys.exit(f"{' '.join(command[:2])}: {words[-1].strip() if words else 'it failed'}")


def scores(folder):
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{folder}/course/gradebook.db") as gradebook:
        print(json.dumps({s.student.id: s.score for s in gradebook.assignment_submissions("lecture")}))


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    if command == "prepare":
        prepare(rest[0], Path(rest[1]).resolve(), rest[2])
    else:
        scores(Path(rest[0]).resolve())
