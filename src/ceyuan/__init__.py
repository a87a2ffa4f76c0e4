"""Ceyuan: the science-and-technology innovation of a group of companies, from plan to researcher's share."""
