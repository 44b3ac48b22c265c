"""The course: parts, sections, lessons, questions and terms as files, and what becomes of them."""
