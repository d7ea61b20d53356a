"""Makes ``assets/validation/confidence/weights.csv`` from annotated plans, and tells how true confidences are of others."""
