ALTER TABLE searched RENAME COLUMN told TO body;

-- The record of changes keeps the former key: its entries are sealed as they were written.
UPDATE deadline SET moves = (
	SELECT json_group_array(
		json_remove(json_set(value, '$.informed', coalesce(value ->> '$.told', '')), '$.told')
	)
	FROM json_each(deadline.moves)
)
WHERE moves LIKE '%"told"%';
