"""Where links of articles lead: what there is to lead to, and what is told of those that lead nowhere."""
