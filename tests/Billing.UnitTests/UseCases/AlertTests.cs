using Billing.Application.Abstractions;
using Billing.Application.Alerts;
using Billing.Domain.Operations;
using Microsoft.EntityFrameworkCore;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.UseCases;

[TestFixture]
public sealed class AlertTests
{
    private UseCaseHarness _app = null!;

    [SetUp]
    public async Task SetUp()
    {
        _app = await UseCaseHarness.StartAsync();
        _app.AlertEmail = "ops@example.com";
    }

    [TearDown]
    public async Task TearDown() => await _app.DisposeAsync();

    [Test]
    public async Task An_alert_is_written_down_once_for_its_subject()
    {
        await NoteAsync(OperatorAlert.DeadEvent, "evt_1");
        await NoteAsync(OperatorAlert.DeadEvent, "evt_1");
        await NoteAsync(OperatorAlert.DisputeOpened, "evt_1");

        AlertPage page = await _app.SendAsync(new ListAlerts(null, null));
        page.Alerts.Select(a => (a.Kind, a.SubjectId)).ShouldBe([("dead_event", "evt_1"), ("dispute_opened", "evt_1")], ignoreOrder: true);
        page.Alerts.ShouldAllBe(a => a.Message.Length > 20 && a.MailedAt == null);
    }

    [Test]
    public async Task Every_alert_is_mailed_once_all_that_wait_in_one_mail()
    {
        await NoteAsync(OperatorAlert.DeadEvent, "evt_1");
        await NoteAsync(OperatorAlert.DisputeOpened, "du_1");

        (await _app.SendAsync(new MailAlerts())).ShouldBe(2);
        (await _app.SendAsync(new MailAlerts())).ShouldBe(0);
        _app.Clock.Advance(TimeSpan.FromDays(1));
        (await _app.SendAsync(new MailAlerts())).ShouldBe(0);

        Email mail = _app.Mails.ShouldHaveSingleItem();
        (mail.To, mail.Subject).ShouldBe(("ops@example.com", "Billing: 2 alerts"));
        mail.Text.ShouldContain("evt_1");
        mail.Text.ShouldContain("A bank questions a payment.");
        mail.Html.ShouldContain("<li>du_1 ");
    }

    [Test]
    public async Task A_single_alert_says_in_the_subject_what_it_is()
    {
        await NoteAsync(OperatorAlert.RefundFailed, "re_1");

        await _app.SendAsync(new MailAlerts());

        _app.Mails.Single().Subject.ShouldBe("Billing: refund failed (re_1)");
    }

    [Test]
    public async Task A_mail_that_could_not_be_handed_over_is_tried_again_later()
    {
        await NoteAsync(OperatorAlert.DeadEvent, "evt_1");
        _app.MailFault = new IOException("No server.");

        (await _app.SendAsync(new MailAlerts())).ShouldBe(0);
        _app.MailFault = null;
        (await _app.SendAsync(new MailAlerts())).ShouldBe(0, "it is put off");
        _app.Clock.Advance(TimeSpan.FromMinutes(2));

        (await _app.SendAsync(new MailAlerts())).ShouldBe(1);
        _app.Mails.Count.ShouldBe(1);
    }

    [Test]
    public async Task Without_an_address_nothing_is_mailed_and_what_is_old_is_no_news_later()
    {
        _app.AlertEmail = null;
        await NoteAsync(OperatorAlert.DeadEvent, "evt_old");
        (await _app.SendAsync(new MailAlerts())).ShouldBe(0);
        _app.Clock.Advance(TimeSpan.FromDays(8));
        await NoteAsync(OperatorAlert.DeadEvent, "evt_new");
        _app.AlertEmail = "ops@example.com";

        (await _app.SendAsync(new MailAlerts())).ShouldBe(1);

        _app.Mails.Single().Text.ShouldNotContain("evt_old");
    }

    [Test]
    public void Every_kind_has_its_sentence() =>
        Enum.GetValues<OperatorAlert>().Select(a => AlertText.Of(AlertRows.NameOf(a))).ShouldBeUnique();

    [Test]
    public async Task Alerts_are_listed_page_by_page_latest_first()
    {
        for (int i = 0; i < 5; i++)
        {
            await NoteAsync(OperatorAlert.DeadEvent, $"evt_{i}");
            _app.Clock.Advance(TimeSpan.FromSeconds(i % 2));
        }

        List<string> seen = [];
        string? cursor = null;
        do
        {
            AlertPage page = await _app.SendAsync(new ListAlerts(2, cursor));
            seen.AddRange(page.Alerts.Select(a => a.SubjectId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        seen.Order().ShouldBe(["evt_0", "evt_1", "evt_2", "evt_3", "evt_4"]);
        List<RaisedAlert> rows = await _app.InDatabaseAsync(db => db.Alerts.AsNoTracking().ToListAsync());
        seen.Select(s => rows.Single(r => r.SubjectId == s).RaisedAt).ShouldBeInOrder(SortDirection.Descending);
    }

    private async Task NoteAsync(OperatorAlert alert, string subject) => await _app.UseAsync<MediatR.ISender, int>(async sender =>
    {
        await sender.Send(new NoteAlert(alert, subject));
        return 0;
    });
}
