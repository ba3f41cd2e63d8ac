# SPDX-License-Identifier: CC0-1.0
# Family FILT; most of what is compared has its words in oracle.ftl.

filt-not-in-edition = { $operation }: { $question } does not exist in this edition
filt-no-such-relation = { $operation }: no person differs from the others by the relation { $relation }; add at least one with it and one without
filt-names-not-in-evidence = { $operation }: parts of names are not kept in pseudonymised evidence, so the question cannot be judged again
filt-parent-recursive = parent also gives units further down the tree; the standard does not say which is meant
filt-relation-below = relationship.organisation also counts units below the given one; the standard does not say which is meant
filt-group-staff-left-out = Dates of group membership are tried on pupils' memberships only, not on staff roles in groups

filt-bad-values-refused = { $operation }: { $count ->
    [one] one impossible or unknown filter value was answered rightly
   *[other] { $count } impossible or unknown filter values were answered rightly
}
filt-no-uuid = A filter value that is no UUID is accepted
filt-unknown-uuid-served = An unknown UUID gives entries
filt-unknown-uuid-refused = An unknown UUID is refused instead of giving an empty list
filt-no-literal = A filter value outside the enumeration is accepted
filt-literal-in-other-case = A filter value of the enumeration is accepted in other letter case
filt-bad-value-other-status = An impossible filter value is refused with a status other than 400
