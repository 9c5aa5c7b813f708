using System.Text.Json.Nodes;
using Billing.StripeSimulator.Objects;
using Billing.StripeSimulator.Protocol;
using Billing.StripeSimulator.Storage;

namespace Billing.StripeSimulator.Payments;

/// <summary>
/// Bank debits: payments of which nobody knows for days whether they succeed. Which kind there is depends on the currency:
/// ACH for US dollars, SEPA for euros, Bacs for pounds.
/// </summary>
internal static class BankDebits
{
    private const string Outcome = "debit_outcome";
    private const string Fails = "fails";

    private static readonly Dictionary<string, string> TypeByCurrency = new(StringComparer.Ordinal)
    {
        ["usd"] = "us_bank_account", ["eur"] = "sepa_debit", ["gbp"] = "bacs_debit",
    };

    /// <summary>Stripe's type of the bank debit for a currency (lowercase code); null where there is none.</summary>
    public static string? TypeFor(string currency) => TypeByCurrency.GetValueOrDefault(currency);

    /// <summary>The type of the bank debit for a currency that has to have one.</summary>
    /// <exception cref="StripeApiException">400: there is none for this currency.</exception>
    public static string RequiredTypeFor(string currency) =>
        TypeFor(currency) ?? throw StripeErrors.Refused($"There is no bank debit in {currency.ToUpperInvariant()}.");

    /// <summary>An account that payments are debited from, with a test number that decides how they end.</summary>
    /// <param name="type">Stripe's type, such as <c>us_bank_account</c>.</param>
    /// <param name="fails">Whether the bank will refuse.</param>
    /// <param name="payer">Name and e-mail address as the payer gave them.</param>
    /// <param name="now">Stripe's seconds.</param>
    public static StripeDocument Create(string type, bool fails, PayerDetails payer, long now)
    {
        var json = ObjectTemplate.Create("payment_method");
        json["id"] = StripeId.New("pm");
        json["created"] = now;
        json["billing_details"]!["email"] = payer.Email;
        json["billing_details"]!["name"] = payer.Name;
        json["type"] = type;
        json.Remove("card");
        json[type] = Account(type, fails);
        return new StripeDocument("payment_method", json) with { Hidden = new JsonObject { [Outcome] = fails ? Fails : "succeeds" } };
    }

    /// <summary>Whether payments are debited from a bank account, so that they take days.</summary>
    public static bool IsDebit(StripeDocument paymentMethod) => paymentMethod.Text("type") != "card";

    /// <summary>Whether the bank will refuse.</summary>
    public static bool WillFail(StripeDocument paymentMethod) => paymentMethod.Hidden[Outcome]!.GetValue<string>() == Fails;

    /// <summary>An account for one of Stripe's test tokens; null when it is none of them.</summary>
    public static StripeDocument? CreateByToken(string token, long now) => token switch
    {
        "pm_usBankAccount_success" => Create("us_bank_account", fails: false, new PayerDetails(), now),
        "pm_usBankAccount_accountClosed" => Create("us_bank_account", fails: true, new PayerDetails(), now),
        _ => null,
    };

    /// <summary>Why the bank refuses: Stripe's code and what people read.</summary>
    public static (string Code, string Message) RefusalOf(StripeDocument paymentMethod) => paymentMethod.Text("type") == "us_bank_account"
        ? ("account_closed", "The customer's bank account has been closed.")
        : ("generic_could_not_process", "The bank could not process this payment.");

    /// <summary>The types of payment method that Stripe offers for a currency by itself.</summary>
    public static JsonArray TypesFor(string currency) => TypeFor(currency) is { } debit ? ["card", debit] : ["card"];

    /// <summary>What a charge shows of the account.</summary>
    public static JsonObject ChargeDetails(StripeDocument paymentMethod)
    {
        var type = paymentMethod.Text("type")!;
        var details = paymentMethod.Json[type]!.DeepClone().AsObject();
        foreach (var property in (ReadOnlySpan<string>)["financial_connections_account", "generated_from", "networks", "status_details"])
        {
            details.Remove(property);
        }

        details[type == "us_bank_account" ? "payment_reference" : "mandate"] = null;
        return new JsonObject { [type] = details, ["type"] = type };
    }

    /// <summary>Where a refund says that the money goes.</summary>
    public static JsonObject RefundDestination(StripeDocument paymentMethod)
    {
        var type = paymentMethod.Text("type") switch
        {
            "us_bank_account" => "us_bank_transfer",
            "sepa_debit" => "eu_bank_transfer",
            _ => "gb_bank_transfer",
        };
        return new JsonObject { [type] = new JsonObject { ["reference"] = null, ["reference_status"] = "pending" }, ["type"] = type };
    }

    private static JsonObject Account(string type, bool fails) => type switch
    {
        "us_bank_account" => new JsonObject
        {
            ["account_holder_type"] = "individual",
            ["account_type"] = "checking",
            ["bank_name"] = "STRIPE TEST BANK",
            ["financial_connections_account"] = null,
            ["fingerprint"] = StripeId.RandomText(16),
            ["last4"] = fails ? "1116" : "6789",
            ["networks"] = new JsonObject { ["preferred"] = "ach", ["supported"] = new JsonArray("ach") },
            ["routing_number"] = "110000000",
            ["status_details"] = new JsonObject(),
        },
        "sepa_debit" => new JsonObject
        {
            ["bank_code"] = "37040044",
            ["branch_code"] = "",
            ["country"] = "DE",
            ["fingerprint"] = StripeId.RandomText(16),
            ["generated_from"] = new JsonObject { ["charge"] = null, ["setup_attempt"] = null },
            ["last4"] = fails ? "3001" : "3000",
        },
        _ => new JsonObject
        {
            ["fingerprint"] = StripeId.RandomText(16),
            ["last4"] = fails ? "3335" : "2345",
            ["sort_code"] = "108800",
        },
    };
}
