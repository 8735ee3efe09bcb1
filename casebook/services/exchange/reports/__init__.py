"""Reports of numbers for funders and for UN bodies."""
