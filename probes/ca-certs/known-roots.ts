/**
 * Public root certificates whose every byte was judged when this table was made: read, found to be a
 * CA with a strong key, its self-signature verified. A certificate with the fingerprint of one of them
 * needs no more than a look at its dates.
 *
 * The fingerprint is that of the certificate's lines in PEM. It (fingerprint.ts) is not cryptographic, and
 * need not be: it tells an altered root from an intact one. Whoever can put a forged file into the trust
 * store needs no forged fingerprint, since no loader looks at a root's self-signature.
 *
 * Written by build/known-roots.ts from Node 20.20.2, Node 22.23.3, Node 24.21.0, Node 26.10.0, Debian ca-certificates 20230311+deb12u1
 * on 2026-11-22. Fingerprint, notBefore and notAfter in seconds since 1970.
 */
// biome-ignore format: one root a line
export const KNOWN_ROOTS: readonly number[] = [
  0x0026497066bf32, 1352764800, 2147483647, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign ECC Root CA - R5
  0x008b9d266a8596, 1164392820, 1953311013, // CN=QuoVadis Root CA 2, O=QuoVadis Limited, C=BM
  0x00a3134d635d30, 1610668800, 2399587199, // CN=DigiCert TLS ECC P384 Root G5, O=DigiCert, Inc., C=US
  0x00c32f96731c94, 1355844336, 2144764536, // CN=Entrust Root Certification Authority - EC1, OU=(c) 2012 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x00d5ac73b68f85, 1576725501, 2365125501, // CN=BJCA Global Root CA2, O=BEIJING CERTIFICATE AUTHORITY, C=CN
  0x00dd219895e962, 1700038526, 2473844400, // CN=Telia EC TLS Root CA v3, O=Telia Company AB, C=SE
  0x010ccb6a0e78f1, 1432598400, 2221603200, // CN=Amazon Root CA 2, O=Amazon, C=US
  0x01107eec1fdf37, 1317890396, 2422427996, // CN=Certum Trusted Network CA 2, OU=Certum Certification Authority, O=Unizeto Technologies S.A., C=PL
  0x0159a395849610, 1581292800, 2222899200, // CN=GLOBALTRUST 2020, O=e-commerce monitoring GmbH, C=AT
  0x0176e361ce2470, 1661445262, 2418309261, // CN=SSL.com TLS RSA Root CA 2022, O=SSL Corporation, C=US
  0x01820756dc399e, 1222856996, 2011823999, // CN=T-TeleSec GlobalRoot Class 3, OU=T-Systems Trust Center, O=T-Systems Enterprise Services GmbH, C=DE
  0x01a5dcf93415e5, 1706677915, 2494213915, // CN=SECOM TLS RSA Root CA 2024, O=SECOM Trust Systems Co., Ltd., C=JP
  0x01b7c5aad4ca91, 1466553600, 2097705600, // CN=GTS Root R4, O=Google Trust Services LLC, C=US
  0x01b7f302fb9662, 1432598400, 2221603200, // CN=Amazon Root CA 3, O=Amazon, C=US
  0x01dae484f19db5, 1545298653, 2334217053, // CN=AC RAIZ FNMT-RCM SERVIDORES SEGUROS, 550461=VATES-Q2826004J, OU=Ceres, O=FNMT-RCM, C=ES
  0x01f0ca86d1d3f1, 1163116800, 1952035200, // CN=DigiCert Global Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x02568ee45d54f1, 1257411046, 1888563046, // CN=D-TRUST Root Class 3 CA 2 EV 2009, O=D-Trust GmbH, C=DE
  0x028e599bbd8f32, 1436263881, 2224663881, // CN=Hellenic Academic and Research Institutions RootCA 2015, O=Hellenic Academic and Research Institutions Cert. Authority, L=Athens, C=GR
  0x02a9873e32ac8a, 1486373255, 2275291655, // OU=certSIGN ROOT CA G2, O=CERTSIGN SA, C=RO
  0x02fd70a61bcbbf, 1685543836, 2473943835, // CN=OISTE Server Root RSA G1, O=OISTE Foundation, C=CH
  0x03042b39f649d2, 1466553600, 2097705600, // CN=GTS Root R3, O=Google Trust Services LLC, C=US
  0x03159fbff041ad, 1617235200, 2406153600, // CN=Certainly Root R1, O=Certainly, C=US
  0x039ade49da90c3, 1522049094, 2310967494, // CN=Certum EC-384 CA, OU=Certum Certification Authority, O=Asseco Data Systems S.A., C=PL
  0x041aad17a17f46, 1245151818, 1893324618, // emailAddress=info@e-szigno.hu, CN=Microsec e-Szigno Root CA 2009, O=Microsec Ltd., L=Budapest, C=HU
  0x0424c5272ea2fd, 1192708850, 1981713650, // CN=TeliaSonera Root CA v1, O=TeliaSonera
  0x044820e861d83f, 1455300923, 2244305723, // CN=SSL.com EV Root Certification Authority ECC, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x04885957bba44d, 1389895943, 2021047943, // CN=IdenTrust Commercial Root CA 1, O=IdenTrust, C=US
  0x04ce591e939601, 1586324206, 2217476206, // CN=SecureSign Root CA12, O=Cybertrust Japan Co., Ltd., C=JP
  0x04dee1f1888ae2, 1454589143, 2051198799, // CN=TrustCor RootCert CA-2, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x04ea1022902595, 1088530756, 2035215556, // OU=Starfield Class 2 Certification Authority, O=Starfield Technologies, Inc., C=US
  0x0501aaff80b296, 958157160, 1747094340, // CN=Baltimore CyberTrust Root, OU=CyberTrust, O=Baltimore, C=IE
  0x05043391cdcfb5, 1352764800, 2147483647, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign ECC Root CA - R4
  0x05543f5a4b134e, 1375358400, 2147169600, // CN=DigiCert Assured ID Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x05843421a03f69, 1457654400, 2240524800, // CN=UCA Global G2 Root, O=UniTrust, C=CN
  0x059a160d815160, 1251763200, 2145916799, // CN=Starfield Services Root Certificate Authority - G2, O=Starfield Technologies, Inc., L=Scottsdale, ST=Arizona, C=US
  0x05b70351296d13, 1099329244, 2051242639, // CN=XRamp Global Certification Authority, O=XRamp Security Services Inc, OU=www.xrampsecurity.com, C=US
  0x05db9a2b34b0f2, 1518978600, 2307897000, // CN=emSign Root CA - G1, O=eMudhra Technologies Limited, OU=emSign PKI, C=IN
  0x060595e2071d9c, 1503516852, 2292435252, // CN=Trustwave Global Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x060a3d76c5a54d, 1229008101, 1859728101, // CN=NetLock Arany (Class Gold) F?tan?s?tv?ny, OU=Tan?s?tv?nykiad?k (Certification Services), O=NetLock Kft., L=Budapest, C=HU
  0x062d9d867d63eb, 1680005805, 2468966399, // CN=Telekom Security TLS RSA Root 2023, O=Deutsche Telekom Security GmbH, C=DE
  0x06ef59e717a37a, 1503046722, 2134252799, // CN=NAVER Global Root Certification Authority, O=NAVER BUSINESS PLATFORM Corp., C=KR
  0x070d44644f039a, 1375358400, 2147169600, // CN=DigiCert Global Root G2, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x0747c735099e14, 1340778513, 1924963199, // CN=TWCA Global Root CA, OU=Root CA, O=TAIWAN-CA, C=TW
  0x0748947d692e96, 1162928548, 1893441126, // CN=Secure Global CA, O=SecureTrust Corporation, C=US
  0x0775243b300013, 1599177600, 2231510400, // CN=ISRG Root X2, O=Internet Security Research Group, C=US
  0x07ee073515262d, 1375358400, 2147169600, // CN=DigiCert Assured ID Root G3, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x080dcd80ea7f66, 1375358400, 2147169600, // CN=DigiCert Global Root G3, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x083d60ad92a7f8, 1072915200, 1861919999, // CN=AAA Certificate Services, O=Comodo CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x087d7141c39164, 1436265432, 2224665432, // CN=Hellenic Academic and Research Institutions ECC RootCA 2015, O=Hellenic Academic and Research Institutions Cert. Authority, L=Athens, C=GR
  0x08de05b2b4d7c3, 1385367955, 2329374355, // CN=TUBITAK Kamu SM SSL Kok Sertifikasi - Surum 1, OU=Kamu Sertifikasyon Merkezi - Kamu SM, O=Turkiye Bilimsel ve Teknolojik Arastirma Kurumu - TUBITAK, L=Gebze - Kocaeli, C=TR
  0x0905d0ef398588, 1304588257, 1924940257, // C=ES, O=ACCV, OU=PKIACCV, CN=ACCVRAIZ1
  0x0912639eb82a39, 1518978600, 2307897000, // CN=emSign ECC Root CA - C3, O=eMudhra Inc, OU=emSign PKI, C=US
  0x0945f7ea76a0cb, 1064895649, 1696047649, // OU=Security Communication RootCA1, O=SECOM Trust.net, C=JP
  0x09698025902bc8, 1466553600, 2097705600, // CN=GTS Root R2, O=Google Trust Services LLC, C=US
  0x099e0d014ac598, 1556269076, 2345273876, // CN=TunTrust Root CA, O=Agence Nationale de Certification Electronique, C=TN
  0x0a22127082ff26, 1257410158, 1888562158, // CN=D-TRUST Root Class 3 CA 2 2009, O=D-Trust GmbH, C=DE
  0x0a27be109102e1, 1246987554, 1922896554, // CN=Entrust Root Certification Authority - G2, OU=(c) 2009 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x0aa7b562dfa76f, 1375358400, 2147169600, // CN=DigiCert Trusted Root G4, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x0acc768665ca9c, 1264774104, 1924956504, // CN=AffirmTrust Networking, O=AffirmTrust, C=US
  0x0b12cb06c379d7, 1326399992, 2273171192, // CN=QuoVadis Root CA 3 G3, O=QuoVadis Limited, C=BM
  0x0b2af9a88a9775, 1621476622, 2410308622, // CN=TrustAsia Global Root CA G4, O=TrustAsia Technologies, Inc., C=CN
  0x0b86a0d312e850, 1454589153, 1893432487, // CN=TrustCor ECA-1, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x0bccd2805886fd, 1567591238, 2198311238, // CN=ANF Secure Server Root CA, OU=ANF CA Raiz, O=ANF Autoridad de Certificacion, C=ES, 550405=G63287510
  0x0bf5628e77a713, 1700041662, 2473844400, // CN=Telia RSA TLS Root CA v3, O=Telia Company AB, C=SE
  0x0c03ea46ffa4d2, 1610668800, 2399587199, // CN=DigiCert TLS RSA4096 Root G5, O=DigiCert, Inc., C=US
  0x0c47354938ae08, 1225295996, 1893456000, // OU=AC RAIZ FNMT-RCM, O=FNMT-RCM, C=ES
  0x0c503157f48406, 1380616347, 2011768347, // CN=Certigna Root CA, OU=0002 48146308100036, O=Dhimyotis, C=FR
  0x0c900fd55f5b3e, 1164659022, 1795812822, // CN=Entrust Root Certification Authority, OU=(c) 2006 Entrust, Inc., OU=www.entrust.net/CPS is incorporated by reference, O=Entrust, Inc., C=US
  0x0ca8e18268c36b, 1455298779, 2244303579, // CN=SSL.com Root Certification Authority RSA, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x0cfda9342c7d57, 1417446032, 2206365031, // CN=OISTE WISeKey Global Root GB CA, OU=OISTE Foundation Endorsed, O=WISeKey, C=CH
  0x0d8512bc8b54c1, 1619083270, 2249803269, // C=DE, O=Atos, CN=Atos TrustedRoot Root CA RSA TLS 2021
  0x0dae0de6386488, 1163116800, 1952035200, // CN=DigiCert Assured ID Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x0de2475b43d7e8, 1715751716, 2346903715, // CN=TrustAsia TLS ECC Root CA, O=TrustAsia Technologies, Inc., C=CN
  0x0deaec0e50f6ce, 1616371200, 2405289599, // CN=Sectigo Public Server Authentication Root E46, O=Sectigo Limited, C=GB
  0x0e1005887bab03, 1264774236, 2240575836, // CN=AffirmTrust Premium, O=AffirmTrust, C=US
  0x0e5abdd53aa0df, 1432598400, 2147299200, // CN=Amazon Root CA 1, O=Amazon, C=US
  0x0e5dd4cf7c7c26, 1326394772, 2273165972, // CN=QuoVadis Root CA 2 G3, O=QuoVadis Limited, C=BM
  0x0e70bdb8a73c1b, 1362485388, 1677845388, // CN=E-Tugra Certification Authority, OU=E-Tugra Sertifikasyon Merkezi, O=E-Tu?ra EBG Bili?im Teknolojileri ve Hizmetleri A.?., L=Ankara, C=TR
  0x0eb8414456eaed, 1389894812, 2021046812, // CN=IdenTrust Public Sector Root CA 1, O=IdenTrust, C=US
  0x0edd165a0ab918, 1518978600, 2307897000, // CN=emSign ECC Root CA - G3, O=eMudhra Technologies Limited, OU=emSign PKI, C=IN
  0x0f1403d6237b59, 1161765166, 2108536366, // CN=SwissSign Silver CA - G2, O=SwissSign AG, C=CH
  0x0f6713db71b932, 1454589136, 1893432196, // CN=TrustCor RootCert CA-1, OU=TrustCor Certificate Authority, O=TrustCor Systems S. de R.L., L=Panama City, ST=Panama, C=PA
  0x0f6d969c3370d5, 1433415878, 2064567878, // CN=ISRG Root X1, O=Internet Security Research Group, C=US
  0x0f73e78a08fe37, 1152033604, 1940952004, // OU=certSIGN ROOT CA, O=certSIGN, C=RO
  0x0f9167c943612f, 1411485727, 2093613727, // CN=Autoridad de Certificacion Firmaprofesional CIF A62634068, C=ES
  0x0f9d510fd59f00, 1426204800, 2177366400, // CN=UCA Extended Validation Root, O=UniTrust, C=CN
  0x0fccca3d869cc5, 1288081738, 2234852938, // CN=Buypass Class 3 Root CA, O=Buypass AS-983163327, C=NO
  0x0fd4264c2f424b, 1543492554, 2332410954, // CN=Telia Root CA v2, O=Telia Finland Oyj, C=FI
  0x0fdbbff693bd1d, 1161765035, 2108536235, // CN=SwissSign Gold CA - G2, O=SwissSign AG, C=CH
  0x1087a40aa7c75e, 1466553600, 2097705600, // CN=GTS Root R1, O=Google Trust Services LLC, C=US
  0x10cc012fc07187, 1344395221, 1893380821, // CN=CFCA EV ROOT, O=China Financial Certification Authority, C=CN
  0x11119e4e8f76d5, 1683622591, 2157008190, // CN=D-TRUST BR Root CA 2 2023, O=D-Trust GmbH, C=DE
  0x1115d3d61d77d3, 1088528780, 2035213580, // OU=Go Daddy Class 2 Certification Authority, O=The Go Daddy Group, Inc., C=US
  0x113697f16fcf57, 1661445228, 2418309227, // CN=SSL.com TLS ECC Root CA 2022, O=SSL Corporation, C=US
  0x1185dc1c63f12c, 1326389264, 2273160464, // CN=QuoVadis Root CA 1 G3, O=QuoVadis Limited, C=BM
  0x120d4dbc1f9d03, 1264773966, 1924956366, // CN=AffirmTrust Commercial, O=AffirmTrust, C=US
  0x12c62dd2764e7c, 1342689330, 2289374130, // CN=CA Disig Root R2, O=Disig a.s., L=Bratislava, C=SK
  0x12cb9ff7c1b368, 1521202213, 2310120613, // CN=Certum Trusted Root CA, OU=Certum Certification Authority, O=Asseco Data Systems S.A., C=PL
  0x12cee51894b852, 1432725076, 2145526876, // CN=Entrust Root Certification Authority - G4, OU=(c) 2015 Entrust, Inc. - for authorized use only, OU=See www.entrust.net/legal-terms, O=Entrust, Inc., C=US
  0x12d7ed1f9f8b99, 1052975594, 1684126349, // CN=Hongkong Post Root CA 1, O=Hongkong Post, C=HK
  0x12ed60ecb7244c, 1586334776, 2375253176, // CN=SecureSign Root CA15, O=Cybertrust Japan Co., Ltd., C=JP
  0x13014dc96a3cca, 1533022004, 2321940404, // CN=vTrus ECC Root CA, O=iTrusChina Co.,Ltd., C=CN
  0x134e15b067ced8, 1264982400, 2147471999, // CN=USERTrust RSA Certification Authority, O=The USERTRUST Network, L=Jersey City, ST=New Jersey, C=US
  0x13b190fa071384, 946057851, 1879596912, // CN=Entrust.net Certification Authority (2048), OU=(c) 1999 Entrust.net Limited, OU=www.entrust.net/CPS_2048 incorp. by ref. (limits liab.), O=Entrust.net
  0x13fa95aca85fac, 1689602400, 2162988000, // CN=e-Szigno TLS Root CA 2023, 550461=VATHU-23584497, O=Microsec Ltd., L=Budapest, C=HU
  0x14327ebde5885c, 1613732470, 2370596469, // CN=HARICA TLS ECC Root CA 2021, O=Hellenic Academic and Research Institutions CA, C=GR
  0x144d6dbb781d6f, 1649235696, 2437635696, // CN=FIRMAPROFESIONAL CA ROOT-A WEB, 550461=VATES-A62634068, O=Firmaprofesional SA, C=ES
  0x1467de4a150fca, 1503517003, 2292435403, // CN=Trustwave Global ECC P384 Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x14a1b7e8c24301, 1164395483, 1953313604, // CN=QuoVadis Root CA 3, O=QuoVadis Limited, C=BM
  0x14fd1c999b65e3, 1621476619, 2410308619, // CN=TrustAsia Global Root CA G3, O=TrustAsia Technologies, Inc., C=CN
  0x1505b4d6adc8ae, 1455300843, 2244305643, // CN=SSL.com Root Certification Authority ECC, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x15491e86047839, 1103509887, 2050194687, // OU=ePKI Root Certification Authority, O=Chunghwa Telecom Co., Ltd., C=TW
  0x1573a6a23a520b, 1706680354, 2494216354, // CN=SECOM TLS ECC Root CA 2024, O=SECOM Trust Systems Co., Ltd., C=JP
  0x160769efb5e7da, 1616371200, 2405289599, // CN=Sectigo Public Server Authentication Root R46, O=Sectigo Limited, C=GB
  0x160d3587b2136d, 1183129985, 1814281985, // CN=Certigna, O=Dhimyotis, C=FR
  0x161690699d2601, 1576709482, 2289337223, // CN=Microsoft RSA Root Certificate Authority 2017, O=Microsoft Corporation, C=US
  0x168d0c424480e1, 1613732138, 2370596137, // CN=HARICA TLS RSA Root CA 2021, O=Hellenic Academic and Research Institutions CA, C=GR
  0x16a7c168c7866e, 1466057836, 2147408236, // CN=Security Communication RootCA3, O=SECOM Trust Systems CO.,LTD., C=JP
  0x16cbd9d8f5f7da, 1288082283, 2234853483, // CN=Buypass Class 2 Root CA, O=Buypass AS-983163327, C=NO
  0x173bf327fcb7d9, 1617235200, 2406153600, // CN=Certainly Root E1, O=Certainly, C=US
  0x1755e9100b0a6f, 1496254477, 2285086477, // CN=SSL.com EV Root Certification Authority RSA R2, O=SSL Corporation, L=Houston, ST=Texas, C=US
  0x1756366e7ccdae, 1553040000, 2405116800, // CN=GlobalSign Root E46, O=GlobalSign nv-sa, C=BE
  0x1770bd6b88be1f, 1432598400, 2221603200, // CN=Amazon Root CA 4, O=Amazon, C=US
  0x1795e5478edaf0, 1683623433, 2157009032, // CN=D-TRUST EV Root CA 2 2023, O=D-Trust GmbH, C=DE
  0x18362707be79be, 1219908273, 1924963199, // CN=TWCA Root Certification Authority, OU=Root CA, O=TAIWAN-CA, C=TW
  0x183a5bd3f69bd7, 1503516910, 2292435310, // CN=Trustwave Global ECC P256 Certification Authority, O=Trustwave Holdings, Inc., L=Chicago, ST=Illinois, C=US
  0x18569a6b48c6fe, 904651200, 1832673600, // CN=GlobalSign Root CA, OU=Root CA, O=GlobalSign nv-sa, C=BE
  0x187644ed326192, 1533021845, 2321940245, // CN=vTrus Root CA, O=iTrusChina Co.,Ltd., C=CN
  0x18a2920118c60a, 1518978600, 2307897000, // CN=emSign Root CA - C1, O=eMudhra Inc, OU=emSign PKI, C=US
  0x18dcc37b249b64, 1550828764, 2145887999, // CN=HiPKI Root CA - G1, O=Chunghwa Telecom Co., Ltd., C=TW
  0x19058590e27b67, 1264982400, 2147471999, // CN=USERTrust ECC Certification Authority, O=The USERTRUST Network, L=Jersey City, ST=New Jersey, C=US
  0x193cece5185a6c, 1418169600, 2049321600, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R6
  0x1941e75dbdfd2c, 1264774824, 2240576424, // CN=AffirmTrust Premium ECC, O=AffirmTrust, C=US
  0x194a92ea2e2171, 1553040000, 2405116800, // CN=GlobalSign Root R46, O=GlobalSign nv-sa, C=BE
  0x19823aac330f2c, 1576725377, 2365125377, // CN=BJCA Global Root CA1, O=BEIJING CERTIFICATE AUTHORITY, C=CN
  0x1992c10d08449a, 1654686502, 2443604902, // CN=SwissSign RSA TLS Root CA 2022 - 1, O=SwissSign AG, C=CH
  0x19c5d8da9c6341, 1503403626, 2292322026, // CN=e-Szigno Root CA 2017, 550461=VATHU-23584497, O=Microsec Ltd., L=Budapest, C=HU
  0x1a0ad756990bc9, 1598341700, 2387318399, // CN=Telekom Security TLS ECC Root 2020, O=Deutsche Telekom Security GmbH, C=DE
  0x1a34623bf5ad1d, 1416978795, 2240582399, // CN=GDCA TrustAUTH R5 ROOT, O=GUANG DONG CERTIFICATE AUTHORITY CO.,LTD., C=CN
  0x1a3777aa7c5cee, 1584524818, 2372924818, // CN=E-Tugra Global Root CA ECC v3, OU=E-Tugra Trust Center, O=E-Tugra EBG A.S., L=Ankara, C=TR
  0x1a939cc5199e91, 1263859200, 2147471999, // CN=COMODO RSA Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x1adc993ce45974, 1581415200, 2054800799, // CN=D-TRUST EV Root CA 1 2020, O=D-Trust GmbH, C=DE
  0x1b86c7bb04eef3, 1162927878, 1893440455, // CN=SecureTrust CA, O=SecureTrust Corporation, C=US
  0x1b99723a9277ab, 1576710405, 2289338164, // CN=Microsoft ECC Root Certificate Authority 2017, O=Microsoft Corporation, C=US
  0x1b9d2cbb5fa104, 1224677257, 1893413257, // CN=Certum Trusted Network CA, OU=Certum Certification Authority, O=Unizeto Technologies S.A., C=PL
  0x1bb3b002f10a2d, 1237370400, 1868522400, // CN=GlobalSign, O=GlobalSign, OU=GlobalSign Root CA - R3
  0x1c5438c891b7ff, 1164931200, 1893455999, // CN=COMODO Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x1c9231baa545a5, 1204761600, 2147471999, // CN=COMODO ECC Certification Authority, O=COMODO CA Limited, L=Salford, ST=Greater Manchester, C=GB
  0x1d3c79f2d8683b, 1685544148, 2473944147, // CN=OISTE Server Root ECC G1, O=OISTE Foundation, C=CH
  0x1d693138addefb, 1197551308, 2144305645, // CN=Izenpe.com, O=IZENPE S.A., C=ES
  0x1d78aac78adb02, 1669100069, 2458051199, // CN=TWCA CYBER Root CA, OU=Root CA, O=TAIWAN-CA, C=TW
  0x1d8162286c817c, 1243573239, 1874725239, // OU=Security Communication RootCA2, O=SECOM Trust Systems CO.,LTD., C=JP
  0x1d899bc5289050, 1316690522, 1916306522, // CN=Actalis Authentication Root CA, O=Actalis S.p.A./03358520967, L=Milan, C=IT
  0x1dbc3cb27a7d88, 1581414300, 2054799899, // CN=D-TRUST BR Root CA 1 2020, O=D-Trust GmbH, C=DE
  0x1de0eb518a6a3e, 1445240610, 2076392610, // CN=SZAFIR ROOT CA2, O=Krajowa Izba Rozliczeniowa S.A., C=PL
  0x1e3c66af2fdeda, 1310050710, 1924991999, // C=DE, O=Atos, CN=Atos TrustedRoot 2011
  0x1e55f87dd64216, 1251763200, 2145916799, // CN=Starfield Root Certificate Authority - G2, O=Starfield Technologies, Inc., L=Scottsdale, ST=Arizona, C=US
  0x1e58dc334ff840, 1496456986, 2285375386, // CN=Hongkong Post Root CA 3, O=Hongkong Post, L=Hong Kong, ST=Hong Kong, C=HK
  0x1e5c9e4873686d, 1619083583, 2249803582, // C=DE, O=Atos, CN=Atos TrustedRoot Root CA ECC TLS 2021
  0x1e9fd884498cc1, 1466054128, 2147404528, // CN=Security Communication ECC RootCA1, O=SECOM Trust Systems CO.,LTD., C=JP
  0x1eabdbfca10d72, 1239166607, 1870318607, // CN=SecureSign RootCA11, O=Japan Certification Services, Inc., C=JP
  0x1ebf3a2bb333e6, 1586329579, 2375247979, // CN=SecureSign Root CA14, O=Cybertrust Japan Co., Ltd., C=JP
  0x1f28f8197de4d4, 1163116800, 1952035200, // CN=DigiCert High Assurance EV Root CA, OU=www.digicert.com, O=DigiCert Inc, C=US
  0x1f36bdc55c4941, 1242808695, 1924936695, // CN=Autoridad de Certificacion Firmaprofesional CIF A62634068, C=ES
  0x1f36fd507d1f1c, 1494323314, 2283242313, // CN=OISTE WISeKey Global Root GC CA, OU=OISTE Foundation Endorsed, O=WISeKey, C=CH
  0x1f5a5f3aa5f77d, 1251763200, 2145916799, // CN=Go Daddy Root Certificate Authority - G2, O=GoDaddy.com, Inc., L=Scottsdale, ST=Arizona, C=US
  0x1fd21b058c5ce1, 1715751717, 2346903716, // CN=TrustAsia TLS RSA Root CA, O=TrustAsia Technologies, Inc., C=CN
  0x1fe35ff16ef03a, 1584522437, 2372922437, // CN=E-Tugra Global Root CA RSA v3, OU=E-Tugra Trust Center, O=E-Tugra EBG A.S., L=Ankara, C=TR
  0x1ff278101896af, 1222857614, 2011823999, // CN=T-TeleSec GlobalRoot Class 2, OU=T-Systems Trust Center, O=T-Systems Enterprise Services GmbH, C=DE
];
