"""The fields of the city's list that official papers repeat (清单内容), in the order papers name them: one list for them all."""

HEADING = ("number", "number_text", "upper_number", "source", "category")
"""What a task is called and where it comes from."""

CONTENT = (
    "finding",
    "requirement",
    "goal",
    "measures_text",
    "lead_unit",
    "responsible_units",
    "supporting_units",
    "acceptance_unit",
    "responsible_person",
    "leader_in_charge",
)
"""What is to be done, and by whom."""

OFFICIAL = (*HEADING, *CONTENT)
