using Microsoft.Playwright;
using NUnit.Framework;

namespace Billing.BrowserTests;

/// <summary>Money that an operator gives back, from the operator's page to the payer's receipt.</summary>
public sealed class RefundTests : Journey
{
    [Test]
    public async Task What_an_operator_gives_back_is_in_the_payers_history_and_on_the_receipt()
    {
        await SubscribeAsync();
        var payer = Email;
        await SignOutAsync();
        await SignInAsOperatorAsync();
        await GoToAsync($"/admin/payments?email={payer}");
        await Button($"Refund $19.00 of {payer}").ClickAsync();
        await Dialog.GetByLabel("Amount in USD").FillAsync("5");
        await CheckThisAsync("the question before a refund");
        await Button("Refund $5.00").ClickAsync();
        await ExpectTextAsync($"$5.00 goes back to {payer}.");
        await Assertions.Expect(Rows).ToContainTextAsync(["Partly refunded"]);
        await CheckThisAsync("everybody's payments with a refund");

        await SignOutAsync();
        await SignInAsync(payer, Password);
        await ExpectHeadingAsync("Subscription");
        await ExpectPaymentsAsync(1);
        await Assertions.Expect(Rows).ToContainTextAsync(["Refunded $5.00 of $19.00"]);
        await CheckThisAsync("the history with a refund");
        await Link("Pro").ClickAsync();
        await ExpectHeadingAsync("Receipt");
        await Assertions.Expect(Page.GetByText("Refunded on").Locator("..")).ToContainTextAsync("-$5.00");
        await Assertions.Expect(Page.GetByText("Paid after refunds").Locator("..")).ToContainTextAsync("$14.00");
        await CheckThisAsync("the receipt with a refund");
    }
}
