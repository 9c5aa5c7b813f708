using Billing.Application.Abstractions;
using Billing.Application.Emails;
using Billing.Application.Options;
using Microsoft.Extensions.Options;
using NUnit.Framework;
using Shouldly;

namespace Billing.UnitTests.Emails;

/// <summary>How a mail is put into words.</summary>
public sealed class EmailRendererTests
{
    private static readonly string[] Parts = ["layout.html", "layout.txt", "paragraph.html", "note.html", "fact.html", "facts.html", "button.html"];

    private static IEnumerable<string> Templates => typeof(EmailRenderer).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith("emails/", StringComparison.Ordinal) && !Parts.Contains(n[7..]))
        .Select(n => n[7..^4]);

    [TestCaseSource(nameof(Templates))]
    public void Every_mail_can_be_written_with_everything_and_with_nothing_known(string template)
    {
        foreach (string? value in (string?[])["something", null])
        {
            Email mail = Render(template, new Known(value));
            mail.Subject.ShouldNotBeNullOrWhiteSpace();
            (mail.Subject + mail.Text + mail.Html).ShouldNotContain("{{");
            mail.Text.ShouldEndWith("--\nSigma & Sons\n");
        }
    }

    [Test]
    public void What_others_wrote_stays_text()
    {
        Email mail = Render("receipt", Values(("amount", "1.00 USD"), ("description", "<script>alert(1)</script>\n[Pay](https://evil.example)")));
        mail.Html.ShouldNotContain("<script>");
        mail.Html.ShouldContain("&lt;script&gt;");
        mail.Html.ShouldNotContain("href=\"https://evil.example");
        mail.Text.ShouldContain("For: <script>alert(1)</script> [Pay](https://evil.example)");
    }

    [Test]
    public void A_name_cannot_break_the_layout() =>
        Render("welcome", Values(("app", "https://app.example")), name: "<b>Ann</b>").Html.ShouldContain("Hello &lt;b&gt;Ann&lt;/b&gt;,");

    [Test]
    public void What_is_not_known_is_left_out()
    {
        Email mail = Render("receipt", Values(("amount", "1.00 USD"), ("paid_on", "1 January 2026")));
        mail.Text.ShouldContain("Paid on: 1 January 2026 (UTC)");
        mail.Text.ShouldNotContain("Paid with");
        mail.Text.ShouldNotContain("See the receipt");
    }

    [TestCase(null, "Your payment of 1.00 USD failed for the last time")]
    [TestCase("3 January 2026", "Your payment of 1.00 USD failed")]
    public void The_first_subject_that_fits_is_taken(string? next, string subject) =>
        Render("payment_failed", Values(("amount", "1.00 USD"), ("next_attempt", next))).Subject.ShouldBe(subject);

    [TestCase("#2350d2", "#ffffff")]
    [TestCase("#ffd400", "#000000")]
    public void Words_on_the_brands_colour_can_be_read(string colour, string text)
    {
        Email mail = Render("password_reset", Values(("link", "https://app.example/?a=1&b=2")), colour: colour);
        mail.Html.ShouldContain($"background:{colour};color:{text}");
        mail.Html.ShouldContain("href=\"https://app.example/?a=1&amp;b=2\"");
        mail.Text.ShouldContain("Set a new password:\nhttps://app.example/?a=1&b=2");
    }

    private static Dictionary<string, string?> Values(params (string Name, string? Value)[] values) => values.ToDictionary(v => v.Name, v => v.Value);

    private static Email Render(string template, IEnumerable<KeyValuePair<string, string?>> values, string? name = null, string colour = "#2350d2")
    {
        var options = new BillingOptions { ProductName = "Sigma & Sons", Brand = new BrandOptions { Colour = colour } };
        var account = new Account(Guid.NewGuid(), "ann@example.com", true, name, []);
        return new EmailRenderer(Options.Create(options)).Render(new EmailText(template, new Dictionary<string, string?>(values)), account);
    }

    /// <summary>The values that templates ask for, all of them the same.</summary>
    private sealed class Known(string? value) : IEnumerable<KeyValuePair<string, string?>>
    {
        /// <summary>Without these there would be no mail.</summary>
        private static readonly string[] Always = ["amount", "plan", "date", "app"];

        private static readonly string[] Sometimes =
            ["link", "pay", "description", "paid_on", "method", "number", "next_attempt", "usable_until", "card", "last_month", "renewal", "price", "seats", "moment", "ending", "paid"];

        public IEnumerator<KeyValuePair<string, string?>> GetEnumerator() =>
            Always.Select(n => KeyValuePair.Create(n, (string?)"something")).Concat(Sometimes.Select(n => KeyValuePair.Create(n, value))).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
