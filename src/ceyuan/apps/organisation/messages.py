"""Everything the organisation says: acts, reasons, kinds, posts, roles, formulas. Keys are stored, texts are shown."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SUBJECTS = {
    "organisation.unit": pgettext_lazy("record", "Unit"),
    "organisation.person": pgettext_lazy("record", "Person"),
    "organisation.post": pgettext_lazy("record", "Post"),
    "organisation.grant": pgettext_lazy("record", "Grant"),
    "organisation.delegation": pgettext_lazy("record", "Delegation"),
    "organisation.staff_session": pgettext_lazy("record", "Staff session"),
    "organisation.account": pgettext_lazy("record", "Account"),
    "organisation.group": pgettext_lazy("record", "Group"),
}

ACTS = {
    "organisation.group.created": _("Group founded"),
    "organisation.account.mail_wished": _("Mail settings changed"),
    "organisation.unit.created": _("Unit created"),
    "organisation.unit.renamed": _("Unit renamed"),
    "organisation.unit.kind_changed": _("Kind of unit changed"),
    "organisation.unit.moved": _("Unit moved"),
    "organisation.unit.closed": _("Unit closed"),
    "organisation.unit.merged": _("Units merged"),
    "organisation.unit.split": _("Unit split"),
    "organisation.units.loaded": _("Units imported"),
    "organisation.person.added": _("Person added"),
    "organisation.person.changed": _("Person changed"),
    "organisation.person.left": _("Person left"),
    "organisation.post.appointed": _("Appointed to a post"),
    "organisation.post.ended": _("Post ended"),
    "organisation.grant.given": _("Role granted"),
    "organisation.grant.revoked": _("Grant revoked"),
    "organisation.delegation.given": _("Delegation given"),
    "organisation.delegation.revoked": _("Delegation revoked"),
    "organisation.staff_session.opened": _("Staff session opened"),
    "organisation.staff_session.closed": _("Staff session closed"),
    "organisation.staff_session.request": _("Request in a staff session"),
    "organisation.account.created": _("Account created"),
    "organisation.account.language_set": _("Language chosen"),
    "organisation.guest.opened": _("Log-in of a guest opened"),
    "organisation.guest.password_set": _("Password of a guest set anew"),
    "organisation.guest.closed": _("Log-in of a guest closed"),
    "organisation.token.created": _("Access token created"),
    "organisation.token.revoked": _("Access token revoked"),
}

REASONS = {
    "organisation.no_group": _("Your account belongs to no group; ask the personnel office."),
    "organisation.not_permitted": _("Your posts give no right to do this for %(unit)s; ask who manages it."),
    "organisation.other_group": _("These belong to different groups, and nothing crosses from one group to another."),
    "organisation.unknown_unit": _("There is no such unit; pick one from the list."),
    "organisation.closed_unit": _("%(unit)s was closed on %(on)s; choose a unit that exists today."),
    "organisation.day_in_future": _("%(on)s lies in the future; record the change on the day it takes effect."),
    "organisation.later_change": _("%(unit)s last changed on %(since)s; choose that day or a later one."),
    "organisation.before_parent": _("%(parent)s exists only since %(opened)s; choose that day or a later one."),
    "organisation.below_itself": _("On %(on)s %(parent)s stands below %(unit)s; a unit cannot stand below itself."),
    "organisation.closes_as_it_changes": _(
        "%(unit)s changed on %(on)s; it can be closed on the next day at the earliest."
    ),
    "organisation.open_children": _(
        "Other units stand below %(unit)s on that day or later: %(children)s. Move or close them first."
    ),
    "organisation.posts_begin_later": _("Posts in %(unit)s begin on %(on)s or later; end or correct them first."),
    "organisation.root_stays": _(
        "%(unit)s is the head of the group; it can be renamed, but not moved, merged, split or closed."
    ),
    "organisation.merge_into_own_child": _("%(into)s stands below %(unit)s; move it out first, then merge."),
    "organisation.nothing_to_merge": _("Choose at least one unit that is taken over."),
    "organisation.own_successor": _("A unit cannot be its own successor; choose another one."),
    "organisation.too_few_parts": _("Name the new units: one if the old unit continues, two or more if it closes."),
    "organisation.code_needed": _("Give a code of at most 64 characters."),
    "organisation.code_taken": _("This code is in use; choose another one."),
    "organisation.name_needed": _("Give a name in at least one language."),
    "organisation.name_too_long": _("This name is too long; shorten it."),
    "organisation.kind_not_possible": _("This kind is not possible here; the kind of the group's head is fixed."),
    "organisation.same_name": _("This is already its name; change it or cancel."),
    "organisation.same_kind": _("It is already of this kind; change it or cancel."),
    "organisation.same_parent": _("It already stands there; choose another unit or cancel."),
    "organisation.groups_by_command_line": _("Groups are founded at the command line of the machine only."),
    "organisation.unknown_person": _("There is no such person; pick one from the list."),
    "organisation.person_left": _("%(person)s left on %(on)s; choose somebody who is present."),
    "organisation.staff_no_needed": _("Give a staff number of at most 32 characters."),
    "organisation.staff_no_taken": _("This staff number is in use; check whether the person is registered already."),
    "organisation.birth_year_not_possible": _("This year of birth is not possible; write four digits."),
    "organisation.post_begins_later": _("A post of %(person)s begins on %(on)s or later; end or correct it first."),
    "organisation.unknown_post": _("There is no such post; reload the page."),
    "organisation.post_held_already": _("%(person)s already holds this post in %(unit)s within that time."),
    "organisation.post_has_ended": _("This post ended on %(on)s already."),
    "organisation.other_top_leader": _(
        "%(unit)s has another top leader from %(since)s on: %(person)s. "
        "Let the new post end before, or end that one first."
    ),
    "organisation.ends_before_it_starts": _("The end must lie behind the start."),
    "organisation.not_to_oneself": _("Nobody can appoint or empower themselves; ask a colleague with the same right."),
    "organisation.unknown_grant": _("There is no such grant; reload the page."),
    "organisation.role_not_grantable": _("This role cannot be granted; choose one from the list."),
    "organisation.grant_too_long": _("A grant lasts three years at most; it can be renewed."),
    "organisation.grant_held_already": _("%(person)s holds this role over %(unit)s within that time already."),
    "organisation.grant_has_ended": _("This grant ended on %(on)s already."),
    "organisation.reason_needed": _("Give the reason; it is kept with the act."),
    "organisation.no_person": _("Your account stands for no person, so it has nothing to delegate."),
    "organisation.password_wrong": _("This is not your password. Type it as when you log in."),
    "organisation.too_many_mistakes": _(
        "The password was wrong five times. Wait %(minutes)s minutes, then try again; nothing was signed."
    ),
    "organisation.delegation_to_oneself": _("Choose somebody else than yourself."),
    "organisation.delegation_in_past": _("A delegation begins today at the earliest."),
    "organisation.delegation_too_long": _("A delegation lasts 90 days at most; it can be renewed."),
    "organisation.role_not_held": _("You do not hold this role over %(unit)s yourself, so you cannot pass it on."),
    "organisation.unknown_delegation": _("There is no such delegation; reload the page."),
    "organisation.delegation_has_ended": _("This delegation was revoked already."),
    "organisation.staff_not_eligible": _("Staff sessions are open only to those who hold the role of system staff."),
    "organisation.staff_reason_too_short": _(
        "Give a reason of ten characters or more that an auditor will understand."
    ),
    "organisation.staff_minutes": _("Choose between 1 and 120 minutes."),
    "organisation.staff_session_open": _("A staff session is open already; close it first."),
    "organisation.no_staff_session": _("No staff session is open; it was closed or ran out."),
    "organisation.no_account": _("You are logged out; log in again."),
    "organisation.account_exists": _("This person has an account already."),
    "organisation.username_needed": _("Give a log-in name without spaces of at most 60 characters."),
    "organisation.email_wrong": _("This is no e-mail address. Enter one like name@example.com."),
    "organisation.username_taken": _("This log-in name is in use; choose another one."),
    "organisation.password_weak": _(
        "This password is too easy to guess; use ten characters or more and no common word."
    ),
    "organisation.scopes_needed": _("Choose at least one permission for the token."),
    "organisation.token_days": _("A token lasts between 1 and 366 days."),
    "organisation.too_many_tokens": _("You have %(most)s tokens in use; revoke one first."),
    "organisation.unknown_token": _("There is no such token; reload the page."),
    "organisation.import_unknown_files": _(
        "These files are not a known delivery of an organisation (%(files)s); see the list of formats."
    ),
    "organisation.import_no_root": _("The delivery names no unit at the top; exactly one must have no unit above."),
    "organisation.import_other_root": _("The group's head is %(known)s, but the delivery has %(found)s at the top."),
}

KINDS = {
    "group": _("Group"),
    "strategic_unit": _("Strategic unit"),
    "enterprise": _("Enterprise"),
    "institute": _("Research institute"),
    "domain_centre": _("Technology centre"),
    "platform": _("Platform"),
    "department": _("Department"),
    "branch": _("Branch"),
    "country": _("Country"),
    "external": _("External organisation"),
}

POSTS = {
    "top_leader": _("Top leader"),
    "general_manager": _("General manager"),
    "st_vice_president": _("Vice president for science and technology"),
    "st_officer": _("Group S&T officer"),
    "st_manager": _("S&T manager"),
    "finance_head": _("Head of finance"),
    "hr_officer": _("HR officer"),
    "auditor": _("Auditor"),
}

ROLES = {
    "group_member": _("Member of the group"),
    "unit_member": _("Member of the unit"),
    "group_leader": _("Group leader"),
    "unit_leader": _("Leader of the unit"),
    "st_officer": _("Group S&T officer"),
    "st_manager": _("S&T manager"),
    "finance_officer": _("Finance officer"),
    "hr_officer": _("HR officer"),
    "auditor": _("Auditor"),
    "archivist": _("Archivist"),
    "project_leader": _("Project leader"),
    "expert": _("Review expert"),
    "guest": _("Guest from outside"),
    "staff": _("System staff"),
    "system_operator": _("System operator"),
}

PERMISSIONS = {
    "organisation.view": _("See the organisation"),
    "organisation.manage": _("Change the organisation"),
    "people.view": _("See people"),
    "people.manage": _("Keep people and posts"),
    "grants.view": _("See grants"),
    "grants.manage": _("Give and revoke roles"),
    "staff.open": _("Open staff sessions"),
    "projects.view": _("See projects"),
    "projects.manage": _("Manage projects"),
    "projects.lead": _("Lead projects"),
    "projects.decide": _("Decide on projects"),
    "projects.check_money": _("Check the money of projects"),
    "insight.view": _("See figures"),
    "documents.view": _("See documents"),
    "documents.add": _("Add documents"),
    "intake.view": _("See deliveries"),
    "intake.take": _("Take deliveries"),
    "audit.view": _("See the audit trail"),
    "projects.contract": _("Draft and issue task books"),
    "projects.sign": _("Sign task books"),
    "projects.archive": _("Check project archives"),
    "projects.assess": _("Assess technology readiness"),
    "calls.read": _("See open calls"),
    "calls.bid": _("Bid for challenges"),
    "calls.view": _("See calls and bids"),
    "calls.manage": _("Manage calls"),
    "calls.decide": _("Decide on bids"),
    "reviews.view": _("See reviews"),
    "reviews.pool": _("Keep the expert pool"),
    "reviews.run": _("Run reviews"),
    "reviews.supervise": _("Supervise draws and reviews"),
    "reviews.judge": _("Review as an expert"),
    "notices.view": _("See public notices"),
    "notices.object": _("Object to public notices"),
    "notices.publish": _("Publish notices"),
    "notices.handle": _("Handle objections"),
    "strategy.read": _("Read plans and measures"),
    "strategy.view": _("See targets and readings"),
    "strategy.plan": _("Draft plans"),
    "strategy.approve": _("Approve plans and changes"),
    "strategy.negotiate": _("Negotiate targets"),
    "strategy.sign": _("Sign responsibility letters"),
    "strategy.report": _("Report readings"),
    "strategy.lock": _("Close reporting periods"),
    "strategy.steer": _("Steer directions and gaps"),
    "strategy.uptake": _("Report on measures"),
    "strategy.verify": _("Verify uptakes and adjustments"),
    "strategy.supervise": _("Issue supervision items"),
    "strategy.answer": _("Answer supervision items"),
}

SUCCESSIONS = {"merge": _("merged into"), "split": _("split off"), "close": _("carried on by")}

TALENT_GRADES = {
    "chief_scientist": _("Chief scientist"),
    "chief_engineer": _("Chief engineer"),
    "director_engineer": _("Director engineer"),
    "supervising_engineer": _("Supervising engineer"),
    "regional_engineer": _("Regional engineer"),
    "support_engineer": _("Support engineer"),
}

FORMULAS = {
    "organisation.share_through": _("direct share × share of the group in the owner"),
    "organisation.shares_together": _("sum over all owners"),
}

VALUES = {
    "organisation.group_itself": _("The group itself"),
    "organisation.direct_share": _("Direct share"),
    "organisation.share_through": _("Share of the group"),
    "organisation.shares_together": _("Share of the group"),
}
