"""The lives of agreements, mechanisms, programmes and projects: their stages with dates, reports and quotes.

`lifelines` tells them from the ledger; `milestones` is the rule by which several tellings are one stage.
"""

from attache.ledger.lifelines.entries import LifeLine, Milestone, Reached, ToldDate
from attache.ledger.lifelines.lines import lifelines
from attache.ledger.lifelines.stages import Stage, milestones
from attache.ledger.lifelines.steps import Step, steps_of

__all__ = ["LifeLine", "Milestone", "Reached", "Stage", "Step", "ToldDate", "lifelines", "milestones", "steps_of"]
