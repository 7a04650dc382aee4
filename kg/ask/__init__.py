"""Questions and look-ups: names and questions come in, answers go out, as rows that know their claims."""
