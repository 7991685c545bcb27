"""Everything that can be wrong with a course, found in one run and said with file and line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tutor.course.claims import check_experiments, check_misconceptions
from tutor.course.document import Document, read_document
from tutor.course.loader import read_head
from tutor.course.model import FORMAT_VERSION, CourseFile, Lesson, LessonFile, QuizFile
from tutor.course.patterns import check_giveaways
from tutor.course.structure import check_course_file, check_lesson_file, check_questions, question_places
from tutor.course.texts import check_texts
from tutor.errors import Fault, TutorError
from tutor.quiz.checking import check_question, is_executable


@dataclass
class Result:
    """The findings, and how much was looked at."""

    faults: tuple[Fault, ...] = ()
    lessons: int = 0
    questions: int = 0
    executed: int = 0
    not_executed: list[str] = field(default_factory=list)  # lesson/question
    claims: int = 0
    predictions: int = 0
    labs: int = 0
    computed: int = 0
    formulas: int = 0

    def summary(self) -> str:
        """What was recomputed, and what could not be."""
        errors = sum(not fault.is_warning for fault in self.faults)
        warnings = len(self.faults) - errors
        found = f"{errors} findings, {warnings} warnings" if self.faults else "no findings"
        share = f" ({self.executed / self.questions:.0%})" if self.questions else ""
        rows = [
            f"{self.lessons} lesson{'s' * (self.lessons != 1)}: {found}.",
            f"Recomputed: {self.executed} of {self.questions} answer keys{share}, {self.predictions} by running labs; "
            f"{self.claims} claims, {self.computed} computed numbers, {self.labs} labs, {self.formulas} formulas.",
        ]
        if self.not_executed:
            rows.append(f"Conceptual, not recomputed: {', '.join(self.not_executed)}.")
        return "\n".join(rows)


def check_path(path: Path) -> Result:
    """Checks a course folder, or a lesson or file in one, and nothing else of the course. Raises TutorError."""
    directory = _course_directory(path)
    result = Result()
    documents = list(_check_course(directory, path.resolve(), result))
    faults = [fault for document in documents if _is_inside(document.file, path.resolve()) for fault in document.faults]
    result.faults = tuple(sorted(dict.fromkeys(faults)))
    return result


def _is_inside(file: Path, place: Path) -> bool:
    file = file.resolve()
    return file == place or place in file.parents


def _course_directory(path: Path) -> Path:
    if not path.exists():
        raise TutorError(f"There is no {path}.", "Give a course folder, a lesson folder or a lesson file.")
    for directory in (path, path.parent, path.parent.parent):
        if (directory / "course.toml").is_file():
            return directory
    raise TutorError(f"{path} belongs to no course.", "A course is a folder with a course.toml.")


def _check_course(directory: Path, place: Path, result: Result) -> Iterator[Document]:
    """Every file of the course; lessons outside of `place` are only read, for others refer to them."""
    document = read_document(directory / "course.toml")
    yield document
    file: CourseFile | None = document.read_as(CourseFile) if document.table else None
    if document.table:
        check_texts(document)
    if file is None:
        return
    if file.format_version != FORMAT_VERSION:
        what = f"this is format {file.format_version}, and this program reads format {FORMAT_VERSION}"
        document.report(("format_version",), what, "update the program, or rewrite the course")
        return
    lessons: dict[str, Lesson] = {}
    for lesson_id in dict.fromkeys(lesson_id for unit in file.units for lesson_id in unit.lessons):
        lesson_document = read_document(directory / lesson_id / "lesson.toml")
        quiz_document = read_document(directory / lesson_id / "quiz.toml")
        lesson = _read_lesson(lesson_document, quiz_document, lesson_id)
        if lesson is not None:
            lessons[lesson_id] = lesson
            if not any(_is_inside(document.file, place) for document in (lesson_document, quiz_document)):
                continue
            _check_lesson(lesson_document, quiz_document, lesson, file, result)
        yield lesson_document
        yield quiz_document
    folders = sorted(folder.name for folder in directory.iterdir() if (folder / "lesson.toml").is_file())
    check_course_file(document, file, folders, lessons)
    check_misconceptions(document, file)


def _read_lesson(lesson_document: Document, quiz_document: Document, lesson_id: str) -> Lesson | None:
    file: LessonFile | None = read_head(lesson_document, lesson_id, LessonFile)
    quiz: QuizFile | None = quiz_document.read_as(QuizFile) if quiz_document.table else None
    return None if file is None else Lesson(file=file, quiz=quiz or QuizFile())


def _check_lesson(
    lesson_document: Document, quiz_document: Document, lesson: Lesson, course: CourseFile, result: Result
) -> None:
    result.lessons += 1
    check_lesson_file(lesson_document, lesson, course)
    check_questions(lesson_document, quiz_document, lesson, course)
    for document in (lesson_document, quiz_document):
        counts = check_texts(document)
        result.formulas += counts.formulas
        result.computed += counts.computed
    for document, path, question in question_places(lesson_document, quiz_document, lesson):
        result.questions += 1
        for finding in check_question(question):
            document.report((*path, *finding.path), finding.what, finding.remedy, is_warning=finding.is_warning)
        if is_executable(question):
            result.executed += 1
        else:
            result.not_executed.append(f"{lesson.file.id}/{question.id}")
    check_giveaways(quiz_document, lesson)
    experiments = check_experiments(lesson_document, quiz_document, lesson)
    result.claims += experiments.claims
    result.predictions += experiments.predictions
    result.labs += experiments.labs
