/** @type {import('next').NextConfig} */
const config = {
  output: "standalone",
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  serverExternalPackages: ["pg", "pino", "pdfkit"],
  // pdfkit looks its fonts up by names that are made while it runs.
  outputFileTracingIncludes: { "/api/programs/*/examiner-packs/*": ["./node_modules/pdfkit/package.json", "./node_modules/pdfkit/js/standard-fonts/**/*"] },
};

export default config;
