using System.Text.Json.Serialization;

namespace Lobster.Backends.Payments.Test;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TestEvent))]
internal sealed partial class TestGatewayJson : JsonSerializerContext;
