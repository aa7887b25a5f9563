using System.Net;
using System.Net.Http.Headers;
using Amazon.EC2;
using Amazon.Runtime;
using Lobster.Backends.Http;

namespace Lobster.Backends.Compute.Ec2;

/// <summary>
/// AWS's SDK over our own way out: it writes requests and reads answers, and everything in between (buckets, time limits, trust, repeats, signatures, failures) is
/// <see cref="ProviderClient"/>'s. What that throws passes through the SDK as it is. The SDK repeats nothing, knows no credentials and corrects no clock, so that it has nothing to
/// share between regions.
/// </summary>
internal sealed class Ec2Sdk(ProviderClient http) : HttpClientFactory
{
    /// <summary>A client of one region, made when it is first used: the SDK then looks for settings of the machine's, of which it takes none.</summary>
    /// <param name="http">The way out.</param>
    /// <param name="address">Where it leads.</param>
    /// <param name="region">The region's name.</param>
    public static Lazy<IAmazonEC2> Open(ProviderClient http, Uri address, string region) => new(() => new AmazonEC2Client(new AnonymousAWSCredentials(), new AmazonEC2Config
    {
        ServiceURL = address.AbsoluteUri, AuthenticationRegion = region, HttpClientFactory = new Ec2Sdk(http),
        MaxErrorRetry = 0, RetryMode = RequestRetryMode.Standard, DisableClockSkewCorrection = true, DisableLogging = true,
        // Nothing of the environment or of files of whoever runs the panel.
        IgnoreConfiguredEndpointUrls = true, UseFIPSEndpoint = false, UseDualstackEndpoint = false, DefaultConfigurationMode = DefaultConfigurationMode.Standard,
    }));

    /// <summary>A client for one request: it holds no connection, and time limits are kept further on.</summary>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Bridge(http)) { Timeout = Timeout.InfiniteTimeSpan };

    /// <inheritdoc/>
    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    /// <inheritdoc/>
    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => true;

    /// <summary>Hands requests of the SDK on. EC2 takes questions by POST too, and its actions' names tell them apart.</summary>
    private sealed class Bridge(ProviderClient http) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var form = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var content = Ec2Form.Content(form);
            var answer = Ec2Form.IsQuestion(form) ? await http.AskAsync("", content, cancellationToken) : await http.SendAsync(HttpMethod.Post, "", content, cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                RequestMessage = request, Content = new ByteArrayContent(answer.Body) { Headers = { ContentType = new MediaTypeHeaderValue("text/xml") } },
            };
        }
    }
}
