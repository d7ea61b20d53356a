"""When a figure holds: the setting that headings and opening clauses give, the course of a plan, the times of a sentence."""
