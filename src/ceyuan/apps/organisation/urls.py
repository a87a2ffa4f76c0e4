"""Addresses of this capability."""

from django.urls import path

from ceyuan.apps.organisation.views import account, people, posts, rights, suggest, tree, unit, unit_acts

app_name = "organisation"
urlpatterns = [
    path("", tree.Tree.as_view(), name="tree"),
    path("children/<int:unit_id>", tree.Children.as_view(), name="children"),
    path("suggest/units", suggest.SuggestUnits.as_view(), name="unit_suggest"),
    path("suggest/people", suggest.SuggestPeople.as_view(), name="person_suggest"),
    path("suggest/colleagues", suggest.SuggestColleagues.as_view(), name="colleague_suggest"),
    # Codes may hold any sign, also a slash, so nothing can follow them.
    path("unit/<path:code>", unit.UnitPage.as_view(), name="unit_detail"),
    path("units/<int:unit_id>", unit.UnitById.as_view(), name="unit_by_id"),
    path("units/<int:unit_id>/create", unit_acts.CreateUnit.as_view(), name="unit_create"),
    path("units/<int:unit_id>/rename", unit_acts.RenameUnit.as_view(), name="unit_rename"),
    path("units/<int:unit_id>/kind", unit_acts.ChangeKind.as_view(), name="unit_kind"),
    path("units/<int:unit_id>/move", unit_acts.MoveUnit.as_view(), name="unit_move"),
    path("units/<int:unit_id>/merge", unit_acts.MergeUnits.as_view(), name="unit_merge"),
    path("units/<int:unit_id>/split", unit_acts.SplitUnit.as_view(), name="unit_split"),
    path("units/<int:unit_id>/close", unit_acts.CloseUnit.as_view(), name="unit_close"),
    path("units/<int:unit_id>/appoint", posts.Appoint.as_view(), name="post_appoint"),
    path("posts/<int:post_id>/end", posts.EndPost.as_view(), name="post_end"),
    path("people", people.PeopleList.as_view(), name="people"),
    path("people/add", people.AddPerson.as_view(), name="person_add"),
    path("people/<int:person_id>", people.PersonPage.as_view(), name="person_detail"),
    path("people/<int:person_id>/change", people.ChangePerson.as_view(), name="person_change"),
    path("people/<int:person_id>/leave", people.Leave.as_view(), name="person_leave"),
    path("grants", rights.GrantList.as_view(), name="grants"),
    path("grants/give", rights.GiveGrant.as_view(), name="grant_give"),
    path("grants/<int:grant_id>/revoke", rights.RevokeGrant.as_view(), name="grant_revoke"),
    path("delegations", rights.MyDelegations.as_view(), name="delegations"),
    path("delegations/give", rights.GiveDelegation.as_view(), name="delegation_give"),
    path("delegations/<int:delegation_id>/revoke", rights.RevokeDelegation.as_view(), name="delegation_revoke"),
    path("account", account.MyAccount.as_view(), name="my_account"),
    path("account/language", account.SetLanguage.as_view(), name="account_language"),
    path("account/mail", account.SetMail.as_view(), name="account_mail"),
    path("account/tokens/new", account.NewToken.as_view(), name="token_create"),
    path("account/tokens/<int:token_id>/revoke", account.RevokeToken.as_view(), name="token_revoke"),
    path("staff", account.StaffSessionPage.as_view(), name="staff"),
    path("staff/close", account.CloseStaffSession.as_view(), name="staff_close"),
]
