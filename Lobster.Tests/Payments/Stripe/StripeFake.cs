using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Lobster.Tests.Compute.Http;
using Stripe;

namespace Lobster.Tests.Payments.Stripe;

/// <summary>Stripe's API as its notes describe it, with idempotency keys that are kept for a day. What customers and banks do there is in the other part.</summary>
public sealed partial class StripeFake : FakeApi
{
    public const string Key = "sk_test_LobsterTestKey0001";
    public const string WebhookSecret = "whsec_lobsterTestSecret0000000000000001";
    public const string NextWebhookSecret = "whsec_lobsterTestSecret0000000000000002";

    private static readonly TimeSpan KeysAreKept = TimeSpan.FromHours(24);
    private readonly TimeProvider time;
    private readonly Dictionary<string, JsonObject> things = [];
    private readonly Dictionary<string, (string Words, Answer Answer, DateTimeOffset At)> keys = [];
    private int made;

    public StripeFake(TimeProvider time)
    {
        this.time = time;
        On(HttpMethod.Get, "/v1/account", _ => Ok(new() { ["id"] = "acct_1LobsterTest", ["object"] = "account", ["charges_enabled"] = true, ["settings"] = new JsonObject { ["dashboard"] = new JsonObject { ["display_name"] = "Lobster Hosting" } } }));
        On(HttpMethod.Get, "/v1/webhook_endpoints", c => List(c, "webhook_endpoint", _ => true));
        On(HttpMethod.Post, "/v1/customers", c => Once(c, () => Ok(Put(new() { ["id"] = Id("cus"), ["object"] = "customer", ["email"] = c.Form.GetValueOrDefault("email"), ["metadata"] = Marks(c, "metadata") }))));
        On(HttpMethod.Post, "/v1/checkout/sessions", c => Once(c, () => CreateSession(c)));
        On(HttpMethod.Get, "/v1/checkout/sessions", c => List(c, "checkout.session", _ => true));
        On(HttpMethod.Get, "/v1/checkout/sessions/{id}", Get);
        On(HttpMethod.Post, "/v1/payment_intents", c => Once(c, () => Charge(c)));
        On(HttpMethod.Get, "/v1/payment_intents", c => c.Query("customer") is { } customer && !things.ContainsKey(customer)
            ? Refused("resource_missing", "customer") : List(c, "payment_intent", i => c.Query("customer") is not { } of || Text(i, "customer") == of));
        On(HttpMethod.Get, "/v1/payment_intents/{id}", Get);
        On(HttpMethod.Post, "/v1/payment_intents/{id}/cancel", Cancel);
        On(HttpMethod.Get, "/v1/setup_intents/{id}", Get);
        On(HttpMethod.Get, "/v1/payment_methods/{id}", Get);
        On(HttpMethod.Post, "/v1/payment_methods/{id}/detach", Detach);
        On(HttpMethod.Post, "/v1/refunds", c => Once(c, () => Refund(c)));
        On(HttpMethod.Get, "/v1/refunds", c => List(c, "refund", r => Text(r, "payment_intent") == c.Query("payment_intent")));
        On(HttpMethod.Get, "/v1/disputes", c => List(c, "dispute", d => Text(d, "payment_intent") == c.Query("payment_intent")));
    }

    /// <summary>Whether what is made is of the live mode.</summary>
    public bool IsLive { get; set; }

    /// <summary>How many things of a kind there are.</summary>
    public int Count(string kind) => things.Values.Count(t => Text(t, "object") == kind);

    /// <summary>The only thing of a kind.</summary>
    public JsonObject Only(string kind) => things.Values.Single(t => Text(t, "object") == kind);

    /// <summary>A thing by its id.</summary>
    public JsonObject Of(string id) => things[id];

    /// <summary>Puts a thing there as it is.</summary>
    public JsonObject Put(JsonObject thing)
    {
        thing["livemode"] ??= IsLive;
        thing["created"] ??= Now.ToUnixTimeSeconds();
        return things[Text(thing, "id")!] = thing;
    }

    /// <summary>An event about a thing, signed as Stripe does.</summary>
    public (byte[] Body, string Signature) Event(string type, JsonObject about, string secret = WebhookSecret, string? id = null)
    {
        var body = new JsonObject
        {
            ["id"] = id ?? Id("evt"), ["object"] = "event", ["type"] = type, ["api_version"] = "2026-10-28.endive", ["livemode"] = about["livemode"]?.DeepClone() ?? IsLive,
            ["created"] = Now.ToUnixTimeSeconds(), ["data"] = new JsonObject { ["object"] = about.DeepClone() },
        }.ToJsonString();
        return (Encoding.UTF8.GetBytes(body), EventUtility.GenerateSignatureHeader(body, secret, Now.ToUnixTimeSeconds()));
    }

    protected override Answer? Guard(HttpRequestMessage request) => request.Headers.Authorization is { Scheme: "Bearer", Parameter: Key }
        ? null
        : new Answer(HttpStatusCode.Unauthorized, """{"error":{"type":"invalid_request_error","message":"Invalid API Key provided: sk_test_****0001"}}""");

    private static string? Text(JsonObject thing, string name) => (string?)thing[name];

    private DateTimeOffset Now => time.GetUtcNow();

    private string Id(string kind) => $"{kind}_{(kind == "cs" ? "test_" : "")}{++made:D6}Lobster";

    private static Answer Ok(JsonObject thing) => Answer.Of(HttpStatusCode.OK, thing);

    private static Answer Refused(string code, string? param = null, HttpStatusCode status = HttpStatusCode.BadRequest) => Answer.Of(status, new JsonObject
    {
        ["error"] = new JsonObject { ["type"] = "invalid_request_error", ["code"] = code, ["param"] = param, ["message"] = $"Refused: {code}" },
    });

    private Answer Once(Call call, Func<Answer> act)
    {
        if (!call.Request.Headers.TryGetValues("Idempotency-Key", out var given)) return act();
        var (key, words) = (given.Single(), $"{call.Request.RequestUri!.AbsolutePath} {call.Text}");
        if (keys.TryGetValue(key, out var first) && Now - first.At < KeysAreKept)
            return first.Words == words ? first.Answer : Answer.Of(HttpStatusCode.BadRequest, new JsonObject { ["error"] = new JsonObject { ["type"] = "idempotency_error", ["message"] = "Keys for idempotent requests can only be used with the same parameters they were first used with." } });
        var answer = act();
        keys[key] = (words, answer, Now);
        return answer;
    }

    private Answer Get(Call call) => things.TryGetValue(call.Id, out var thing) ? Ok(Expanded(thing, call)) : Refused("resource_missing", "id", HttpStatusCode.NotFound);

    private JsonObject Expanded(JsonObject thing, Call call)
    {
        var shown = thing.DeepClone().AsObject();
        for (var i = 0; call.Query($"expand[{i}]") is { } path; i++)
        {
            var at = shown;
            foreach (var name in path.Split('.'))
            {
                if (at[name] is JsonValue id && things.TryGetValue((string)id!, out var found)) at[name] = found.DeepClone();
                if (at[name] is not JsonObject next) break;
                at = next;
            }
        }
        return shown;
    }

    // Newest first, in pages.
    private Answer List(Call call, string kind, Func<JsonObject, bool> fits)
    {
        long Bound(string name, long otherwise) => call.Query($"created[{name}]") is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        var (from, to) = (Bound("gte", 0), Bound("lte", long.MaxValue));
        var all = things.Values.Where(t => Text(t, "object") == kind && (long)t["created"]! >= from && (long)t["created"]! <= to && fits(t)).Reverse().ToList();
        if (call.Query("starting_after") is { } after) all = [.. all.SkipWhile(t => Text(t, "id") != after).Skip(1)];
        var size = int.Parse(call.Query("limit") ?? "10", CultureInfo.InvariantCulture);
        return Ok(new()
        {
            ["object"] = "list", ["url"] = call.Request.RequestUri!.AbsolutePath, ["has_more"] = all.Count > size, ["data"] = new JsonArray([.. all.Take(size).Select(t => t.DeepClone())]),
        });
    }

    private static JsonObject Marks(Call call, string under)
    {
        var marks = new JsonObject();
        foreach (var (name, value) in call.Form)
            if (name.StartsWith(under + "[", StringComparison.Ordinal)) marks[name[(under.Length + 1)..^1]] = value;
        return marks;
    }

    private Answer CreateSession(Call call)
    {
        var form = call.Form;
        if (form.GetValueOrDefault("customer") is { } customer && !things.ContainsKey(customer)) return Refused("resource_missing", "customer");
        var expires = form.GetValueOrDefault("expires_at") is { } text ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture)) : Now.AddHours(24);
        if (expires < Now.AddMinutes(30) || expires > Now.AddHours(24)) return Refused("invalid_expiry", "expires_at");
        var id = Id("cs");
        var session = new JsonObject
        {
            ["id"] = id, ["object"] = "checkout.session", ["mode"] = form["mode"], ["status"] = "open", ["payment_status"] = "unpaid", ["customer"] = form.GetValueOrDefault("customer"),
            ["client_reference_id"] = form["client_reference_id"], ["metadata"] = Marks(call, "metadata"), ["intent_marks"] = Marks(call, "payment_intent_data[metadata]"),
            ["url"] = $"https://checkout.stripe.com/c/pay/{id}", ["expires_at"] = expires.ToUnixTimeSeconds(), ["payment_intent"] = null,
        };
        if (form["mode"] == "payment") (session["currency"], session["amount_total"]) = (form["line_items[0][price_data][currency]"], long.Parse(form["line_items[0][price_data][unit_amount]"], CultureInfo.InvariantCulture));
        else session["setup_intent"] = Text(Put(new() { ["id"] = Id("seti"), ["object"] = "setup_intent", ["status"] = "requires_payment_method", ["customer"] = form["customer"], ["metadata"] = Marks(call, "setup_intent_data[metadata]") }), "id");
        return Ok(Put(session));
    }

    private Answer Refund(Call call)
    {
        var form = call.Form;
        if (!things.TryGetValue(form["payment_intent"], out var intent)) return Refused("resource_missing", "payment_intent", HttpStatusCode.NotFound);
        var amount = long.Parse(form["amount"], CultureInfo.InvariantCulture);
        if (amount > Left(intent)) return Refused("charge_already_refunded", "amount");
        return Ok(AddRefund(intent, amount, Marks(call, "metadata")));
    }

    private Answer Cancel(Call call)
    {
        if (!things.TryGetValue(call.Id, out var intent)) return Refused("resource_missing", "intent", HttpStatusCode.NotFound);
        if (Text(intent, "status") is "succeeded" or "canceled" or "processing") return Refused("payment_intent_unexpected_state");
        // What was wrong with it goes with it: only the charge still tells.
        (intent["status"], intent["last_payment_error"], intent["cancellation_reason"]) = ("canceled", null, call.Form.GetValueOrDefault("cancellation_reason"));
        return Ok(intent);
    }

    private Answer Detach(Call call)
    {
        if (!things.TryGetValue(call.Id, out var method)) return Refused("resource_missing", "payment_method", HttpStatusCode.NotFound);
        if (method["customer"] is null) return Refused("payment_method_unexpected_state");
        method["customer"] = null;
        return Ok(method);
    }
}
