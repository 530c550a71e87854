"""Check, release and grade problem sets. Nothing is re-exported: import from the module.

Students have these (`archive.PUBLIC`), and they import none of the others:
    checks     what a check cell is made of: a task, its steps, the report
    compare    find the first place where a value differs from the one expected
    kernel     where a check runs: what is switched off, counted and shown there
    counting   count what runs while an answer is called
    execute    read a notebook and run it in a fresh kernel
    check      the command for students: how far a notebook has come
    errors     what a command reports as a sentence
    progress   one line on the terminal while a long command runs

The instructor's copy has also:
    rules      what must hold of a problem set before anyone sees it
    sets       which problem sets there are
    source     solutions/ as notebooks for nbgrader
    answers    the solution, other right answers and wrong ones; submissions made of them
    course     nbgrader in a course folder
    plugins    what nbgrader does at our wish while it releases, grades and gives feedback
    leaks      look for secrets in what students receive
    archive    the student bundle; its texts stand in bundle/
    release    write exercises/ and the archive
    verify     grade the graders: run all answers
    judge      did each answer get what it should?
    demo       a sample class
    collect    a download of a learning platform, sorted into a folder for each student
    run        grade a class
    todo       what it handed in, less what is graded already
    work       do what is left: desks, results, gradebook
    results    what became of each submission, kept so that nothing is done twice or lost
    after      feedback, tables and likeness, once a class is graded
    whole      write a file whole or not at all

    intake/    read safely what a student handed in
    line/      plain data between two processes that do not trust each other, and calls across
    room/      where notebooks are graded: answers in a sandboxed worker, checks in a trusted process
    book/      nbgrader's gradebook, and tables of it
    pages/     feedback, the instructor's report, pairs that are alike
"""
