"""The questions: ``.rq`` files come in, what each asks, takes and shows goes out."""
